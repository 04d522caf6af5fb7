from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "dondoc.web.dashboard"
    label = "dashboard"

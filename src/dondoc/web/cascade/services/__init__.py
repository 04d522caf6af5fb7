"""What is done in the cascade: ordering plans, recording them, matching them to the programme, reminding."""

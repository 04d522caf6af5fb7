"""What is done with inspections: planning a year, inspecting, putting right and checking again."""

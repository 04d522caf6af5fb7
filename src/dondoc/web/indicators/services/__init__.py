"""What is done with indicators: defining, recording figures, accepting them, taking in workbooks."""

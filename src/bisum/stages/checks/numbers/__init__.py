"""Numbers, money and dates that changed on the way."""

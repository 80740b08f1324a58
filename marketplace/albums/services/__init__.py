"""Services of albums."""

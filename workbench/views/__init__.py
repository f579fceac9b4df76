"""Views: reports and pictures of a status. They only read."""

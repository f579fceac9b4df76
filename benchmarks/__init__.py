"""What README's figures come from: `make bench` runs every measurement and prints one table."""

"""What stands in an event, read and told: cells, results, disputes, requests, warnings, laptops. Writes nothing."""

"""Many questions at once: sets of problems, searches that grow, cubes; on one core, on many, on a cluster."""

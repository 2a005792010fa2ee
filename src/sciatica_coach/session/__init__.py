"""How a session runs: the timeline, the player, the ports to the world, the one loop, the summary."""

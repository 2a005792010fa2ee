"""What a command leaves behind when it is killed, or fails, at any system call from its draft to its end."""

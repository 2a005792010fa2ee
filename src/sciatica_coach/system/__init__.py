"""The machine around the program: sound, voice, notification, staying awake, the scheduler."""

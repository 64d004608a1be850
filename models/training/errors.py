"""The one exception whose message is meant for the person at the terminal."""


class TrainingError(Exception):
    """Something the user can put right: the message says what was expected, found, and the cure."""

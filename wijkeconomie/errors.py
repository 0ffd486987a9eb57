"""The errors people get to read: one sentence saying what, where and how to mend it."""


class Refused(Exception):
    """Input that is not taken.

    ``message`` is an English sentence with ``{names}`` that is also the key of its
    translation; ``details`` fills the names. ``str()`` gives the English sentence.
    """

    def __init__(self, message: str, **details: object) -> None:
        self.message = message
        self.details = details
        super().__init__(message.format(**details))


class ReleaseMissing(Refused):
    """There is no release to read."""


class ReleaseOutdated(Refused):
    """The release was made by another version of the software."""


class CannotDraw(Refused):
    """Something that is drawn here failed, whoever asked for it."""


class WrongEdition(ReleaseMissing):
    """A release stands where one of the other edition should."""


class UnknownName(Refused):
    """A parameter or code that does not exist."""


class ReleaseGone(UnknownName):
    """A release that is kept, and of a version of the software that is no longer read."""


class UnknownTable(UnknownName):
    """A table that does not exist."""

"""Says when things happened: a day each in the past, or now where a question is about two times."""

import datetime


class Clock:
    """Gives the moments of one day of a pipeline.

    A past day gives moments minutes apart. A live one gives the present in steps of a millisecond, since
    what a registry is told is dated by when it was told, and two times must part the one from the other.
    """

    def __init__(self, days_ago=None):
        self.is_live = days_ago is None
        self.at = datetime.datetime.now(datetime.UTC)
        if not self.is_live:
            self.at = self.at.replace(hour=1, minute=0, second=0, microsecond=0)
            self.at -= datetime.timedelta(days=days_ago)

    def tick(self, minutes):
        """Goes on so long, or a millisecond where time is the present, and returns the moment."""
        step = datetime.timedelta(milliseconds=1) if self.is_live else datetime.timedelta(minutes=minutes)
        self.at += step
        return self.at

    def catch_up(self):
        """Waits until the moments that were given are past, and returns one after them."""
        _after(self.at)
        return now()


def now():
    """Returns a moment that what was told before lies before, and what is told next lies after."""
    moment = _after(datetime.datetime.now(datetime.UTC))
    _after(moment)
    return moment


def _after(moment):
    """Waits until the clock shows a later millisecond than that of a moment, and returns what it shows."""
    shown = datetime.datetime.now(datetime.UTC)
    while millis(shown) <= millis(moment):
        shown = datetime.datetime.now(datetime.UTC)
    return shown


def text(moment):
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def millis(moment):
    return int(moment.timestamp() * 1000)

"""The calendar values of dates: ``context`` values those of a release, ``value`` one alone."""

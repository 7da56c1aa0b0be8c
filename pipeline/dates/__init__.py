"""The calendar values of dates: ``context`` resolves those of a release, ``value`` one by itself."""

# The tests. Each area lists its own; unit tests are programs, scripts end
# in .test; all print TAP.

EXTRA_DIST += tests/tap.h

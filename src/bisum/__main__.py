"""``python -m bisum``."""

from bisum.cli import main

if __name__ == "__main__":
    main()

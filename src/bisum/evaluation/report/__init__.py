"""Report: figures as people read them, with the places worth reading and what to know before."""

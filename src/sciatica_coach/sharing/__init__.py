"""What leaves the machine by hand: report, FHIR, calendar, CSV. Pure: entries in, text out."""

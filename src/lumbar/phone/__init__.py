"""What lets the person's own phone in over the home network: a certificate, this machine's addresses, a QR code."""

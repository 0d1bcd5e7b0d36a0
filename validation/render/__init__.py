"""Made lifters: seeded clips of people training, filmed by a phone, in which every joint and spine angle is known."""

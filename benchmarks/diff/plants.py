"""All changes that are planted, by name."""

import plants_of_code  # noqa: F401  (registers its own)
import plants_of_data  # noqa: F401
from planting import PLANTS

__all__ = ["PLANTS"]

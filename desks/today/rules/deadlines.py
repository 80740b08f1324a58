"""Rules of deadlines: how soon a certificate that runs out is a task, and stock that does."""

from core.web.desks.weights import Weight

NOTICES = (  # days left, and how large the task is from then on
    (30, Weight.LARGE),
    (90, Weight.MIDDLE),
    (180, Weight.SMALL),
)
LAPSED_FOR = 180  # days after which a lapsed certificate is no news any more
LOW_STOCK = 3  # packs


def weight_of_days_left(days: int) -> Weight | None:
    """None while there is time; lapsed lately is as large as it gets."""
    if days < -LAPSED_FOR:
        return None
    return next((weight for limit, weight in NOTICES if days <= limit), None)


def weight_of_stock(stock: int) -> Weight | None:
    if stock > LOW_STOCK:
        return None
    return Weight.SMALL if stock else Weight.MIDDLE

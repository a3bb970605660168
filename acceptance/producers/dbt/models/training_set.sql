select customer_id, payments, mean_amount, flagged
from {{ ref('customer_features') }}
where payments > 0

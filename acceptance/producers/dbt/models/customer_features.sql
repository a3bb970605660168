select
    p.customer_id,
    c.country,
    count(*) as payments,
    avg(p.amount) as mean_amount,
    max(p.flagged) as flagged
from {{ ref('payments') }} as p
join {{ ref('customers') }} as c on c.id = p.customer_id
group by p.customer_id, c.country

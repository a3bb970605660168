-- Fails on purpose: two customers are flagged.
select * from {{ ref('training_set') }} where flagged = 1

-- One row per stage of the rollout of the OCR software, in their order.
select
    listed.stage,
    listed.position
from (
    values
        ('received', 1),
        ('trained', 2),
        ('production', 3)
) as listed (stage, position)

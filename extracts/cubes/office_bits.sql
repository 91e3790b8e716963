-- One row per office, with its region as a set of one: the `bit` of its code.
select
    offices.code,
    offices.development,
    codes.bit
from offices
inner join codes
    on codes.field = 'offices.region'
    and codes.code = offices.region

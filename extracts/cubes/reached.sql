-- One row per training that an office took part in, with the regions that it reached as a set: bits of `codes`.
-- reported_bits: those of the offices that are reported as such.
select
    training_offices.training_id,
    cast(bit_or(office_bits.bit) as smallint) as bits,
    cast(bit_or(case when training_offices.basis = 'reported' then office_bits.bit else 0 end) as smallint)
        as reported_bits
from training_offices
inner join office_bits
    on office_bits.code = training_offices.office
group by training_offices.training_id

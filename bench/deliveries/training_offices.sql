-- One row per training of a part and each of its four offices, all different.
-- Eight in ten trainings are for offices of one region, the others for those of two or three.
with

numbers as (
    select range as number
    from range(getvariable('part_start'), getvariable('part_beyond'))
),

regions_drawn as (
    select
        number,
        draw(number, 11) % 5 as home,
        1 + draw(number, 12) % 4 as to_second,
        1 + draw(number, 13) % 3 as to_third,
        case
            when draw(number, 14) % 100 < 80 then 1
            when draw(number, 14) % 100 < 95 then 2
            else 3
        end as spread
    from numbers
),

places as (
    select
        regions_drawn.number,
        places.place,
        case
            when spread = 1 or place < 2 then home
            when spread = 3 and place = 3 then (home + 1 + (to_second - 1 + to_third) % 4) % 5
            else (home + to_second) % 5
        end as region_number
    from regions_drawn
    cross join (values (0), (1), (2), (3)) as places (place)
),

region_sizes as (
    select distinct
        region_number,
        size
    from numbered_offices
)

select
    printf('T%09d', places.number) as training_id,
    numbered_offices.code as office,
    -- One number in ten is not known.
    case
        when draw(places.number * 4 + places.place, 15) % 10 > 0
            then 1 + draw(places.number * 4 + places.place, 16) % 40
    end as participants,
    'reported' as basis,
    concat('Activity register ', getvariable('year')) as source
from places
inner join region_sizes
    on region_sizes.region_number = places.region_number
inner join numbered_offices
    on numbered_offices.region_number = places.region_number
    -- Three steps of at most six stay within the smallest region, so that no office is drawn twice.
    and numbered_offices.position
    = (draw(places.number, 17) + places.place * (1 + draw(places.number, 18) % 6)) % region_sizes.size
order by places.number, places.place

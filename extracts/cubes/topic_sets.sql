-- One row per text of topics that occurs (IPC;Nice), with its topics as a set: the `bit` of each, added up.
select
    trainings_topics.topics,
    bit_or(codes.bit) as bits
from trainings_topics
inner join codes
    on codes.field = 'trainings.topics'
    and codes.code = trainings_topics.topic
group by trainings_topics.topics

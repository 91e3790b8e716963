-- One row per text of topics that occurs (IPC;Nice) and topic chosen that it names, all while none is chosen.
select topics
from trainings_topics
where (cast($topics as varchar[]) is null or list_contains(cast($topics as varchar[]), topic))

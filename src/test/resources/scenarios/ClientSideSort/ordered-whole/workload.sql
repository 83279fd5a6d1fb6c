-- times 25
SELECT id, at FROM events;
-- times 3
select id, at from events order by kind, id;

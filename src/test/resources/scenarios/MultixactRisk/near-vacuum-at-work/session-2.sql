-- waits
VACUUM (FREEZE) busy;

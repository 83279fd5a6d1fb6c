-- waits
VACUUM busy;

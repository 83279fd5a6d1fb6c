package io.pghealth.check;

import java.time.Duration;

/** Thresholds of {@code XminHorizonHeld}; either of them suffices. */
public record XminHorizonHeldSettings(
    @Setting(
            value = "How long the horizon must have been held; zero leaves time out of it.",
            defaultValue = "1h")
        Duration minAge,
    @Setting(
            value =
                "How many transactions must have begun since, which suffices whatever the time;"
                    + " zero leaves their number out of it.",
            defaultValue = "10000000")
        int minTransactions) {}

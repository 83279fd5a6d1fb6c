package io.pghealth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

  @Test
  void serversThatHangLeaveRoomForThoseThatAnswer() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    try (Workers workers = new Workers(2, Duration.ofMinutes(1), Clock.systemUTC())) {
      for (int i = 0; i < 20; i++) {
        Thread.ofVirtual()
            .start(() -> {
              try {
                workers.run(
                    true,
                    () -> {
                      hanging.await();
                      return null;
                    });
              } catch (Exception e) {
                // The end of the test.
              }
            });
      }
      await().until(() -> !workers.longest().isZero());
      assertThat(workers.run(false, () -> "answered")).isEqualTo("answered");
      assertThat(hanging.getCount()).isEqualTo(1);
      hanging.countDown();
    }
  }

  @Test
  void aCycleThatTakesTooLongIsInterruptedAndItsPlaceIsFree() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    try (Workers workers = new Workers(1, Duration.ofMillis(50), Clock.systemUTC())) {
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() ->
              workers.run(
                  false,
                  () -> {
                    try {
                      return new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.HOURS);
                    } catch (InterruptedException e) {
                      interrupted.set(true);
                      throw e;
                    }
                  }));
      await().untilTrue(interrupted);
      assertThat(workers.run(false, () -> "next")).isEqualTo("next");
      assertThat(workers.longest()).isZero();
    }
  }
}

package io.clew.kafka;

import io.clew.model.Workspace;
import io.clew.protocol.openlineage.accept.Alongside;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.accept.Origin;
import io.clew.protocol.openlineage.accept.Outcome;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Falls asleep before its first transaction, as a server does whose machine is suspended. */
final class SleepingIntake implements EventIntake {

    private final EventIntake intake;
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final CountDownLatch awake = new CountDownLatch(1);

    SleepingIntake(EventIntake intake) {
        this.intake = intake;
    }

    void awaitAsleep() throws InterruptedException {
        asleep.await();
    }

    void wake() {
        awake.countDown();
    }

    @Override
    public List<Outcome> accept(
            Workspace workspace, Origin origin, List<byte[]> events, Alongside alongside) {
        asleep.countDown();
        try {
            awake.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return intake.accept(workspace, origin, events, alongside);
    }
}

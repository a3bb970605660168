package io.clew.harvest.mlflow;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Hears problems that are told elsewhere. */
final class Silent implements Sink {
    @Override
    public void expect(long records) {}

    @Override
    public void put(List<Item> records, String position) {
        throw new UnsupportedOperationException("nothing is sent here");
    }

    @Override
    public Set<String> changed(Map<String, String> marks) {
        return Set.of();
    }

    @Override
    public void known(String prefix, Consumer<String> visitor) {}

    @Override
    public void problem(String what, String reason) {}
}

package io.clew.protocol.openlineage.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes members out of an object that passed its check, so that each has the type it must have. */
record Checked(Map<String, @Nullable Object> members) {

    /** Returns a text that is there. */
    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw new IllegalStateException("no text passed the check of " + name);
        }
        return text;
    }

    @Nullable String textOrNull(String name) {
        return (String) members.get(name);
    }

    /** Returns an object that is there. */
    Checked object(String name) {
        return of(members.get(name));
    }

    /** Returns the facets of a container; none when there is no such member. */
    @SuppressWarnings("unchecked") // a container's members passed the check for facets: objects
    Facets facets(String name) {
        Object facets = members.get(name);
        return facets == null
                ? Facets.NONE
                : new Facets((Map<String, Map<String, @Nullable Object>>) facets);
    }

    /** Reads this as a job. */
    JobRef job() {
        return new JobRef(text("namespace"), text("name"), facets("facets"));
    }

    /** Reads this as a dataset with the facets of its role, if it has one. */
    DatasetRef dataset(Facets roleFacets) {
        return new DatasetRef(text("namespace"), text("name"), facets("facets"), roleFacets);
    }

    /** Returns the datasets of a list; none when there is no such member. */
    List<DatasetRef> datasets(String name, String roleFacets) {
        if (!(members.get(name) instanceof List<?> elements)) {
            return List.of();
        }
        List<DatasetRef> datasets = new ArrayList<>(elements.size());
        for (Object element : elements) {
            Checked dataset = of(element);
            datasets.add(dataset.dataset(dataset.facets(roleFacets)));
        }
        return datasets;
    }

    @SuppressWarnings("unchecked") // Json.read makes objects to maps of text to values only
    private static Checked of(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("nothing passed the check for an object");
        }
        return new Checked((Map<String, @Nullable Object>) value);
    }
}

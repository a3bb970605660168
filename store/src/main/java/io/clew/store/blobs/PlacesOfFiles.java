package io.clew.store.blobs;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads files in any of several places. */
record PlacesOfFiles(List<PlacedFiles> places) implements PlacedFiles {
    PlacesOfFiles {
        places = List.copyOf(places);
    }

    @Override
    public boolean reads(String uri) {
        return places.stream().anyMatch(place -> place.reads(uri));
    }

    @Override
    public Optional<Entry> find(String uri) {
        return place(uri).find(uri);
    }

    @Override
    public List<Entry> list(String folderUri, String after, int limit) {
        return place(folderUri).list(folderUri, after, limit);
    }

    @Override
    public InputStream open(String uri) {
        return place(uri).open(uri);
    }

    private PlacedFiles place(String uri) {
        return places.stream()
                .filter(place -> place.reads(uri))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ClewException(
                                        ErrorCode.FORBIDDEN,
                                        "this server does not read '%s'".formatted(uri)));
    }
}

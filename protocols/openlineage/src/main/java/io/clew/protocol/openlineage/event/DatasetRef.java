package io.clew.protocol.openlineage.event;

/**
 * Names a dataset as an event does, with its facets.
 *
 * @param namespace as sent; {@code DatasetNames.of} makes it canonical
 * @param facets those of the dataset itself
 * @param roleFacets {@code inputFacets} of an input, {@code outputFacets} of an output
 */
public record DatasetRef(String namespace, String name, Facets facets, Facets roleFacets) {}

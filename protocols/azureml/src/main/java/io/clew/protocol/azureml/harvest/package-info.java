/**
 * What a harvest of a workspace of Azure ML means: resources as Azure Resource Manager tells them,
 * turned into facts.
 *
 * <p>What never lives here: how they were read.
 */
@NullMarked
package io.clew.protocol.azureml.harvest;

import org.jspecify.annotations.NullMarked;

/**
 * Reads a workspace of Azure ML by Azure Resource Manager and the run history.
 *
 * <p>What never lives here: what a resource means.
 */
@NullMarked
package io.clew.harvest.azureml;

import org.jspecify.annotations.NullMarked;

package io.bitwright.simulator.mapping;

/**
 * How a product runs on the multiprocessors of a GPU: each takes a tile of the result at a time.
 *
 * @param tileRows rows of M in a tile
 * @param tileColumns columns of N in a tile
 * @param splits parts of K that several multiprocessors sum up, then added; 1: none
 * @param tiles tiles of the result
 * @param waves tiles that the busiest multiprocessor takes, one after the other
 */
public record TensorCoreMapping(
    int tileRows, int tileColumns, int splits, double tiles, double waves)
    implements OperatorMapping {}

  initial begin
    if (Columns < 1 || Columns > 128) $fatal(1, "%m: Columns must be 1 to 128, got %0d", Columns);
    if (AccumulatorWidth < SumWidth) begin
      $fatal(1, "%m: AccumulatorWidth must be at least %0d, got %0d", SumWidth, AccumulatorWidth);
    end
    if (AccumulatorRows < 1 || AccumulatorRows > 4096) begin
      $fatal(1, "%m: AccumulatorRows must be 1 to 4096, got %0d", AccumulatorRows);
    end
  end

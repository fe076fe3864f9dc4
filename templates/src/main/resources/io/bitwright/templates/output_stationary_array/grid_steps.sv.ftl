  // verilator lint_off BLKSEQ
  // Tasks, blocking assignments and unsigned counters are for speed of simulation: C++ compilers
  // turn these loops into vector instructions. A value is read before its register is written, far
  // end first. No other process uses these variables, so blocking assignments cannot race.

  // The sums of a row of results, aligned. A column completes at most one sum in a cycle, as tiles
  // end at least Rows cycles apart; so "or" and "exclusive or" are the same, and with the two in
  // turn synthesis keeps groups of six rows, a LUT a bit, apart.
  task automatic collect;
    logic [SumWidth-1:0] group [Columns];
    for (logic [31:0] column = 0; column < Columns; column++) begin
      deskew[0][column] = '0;
    end
    for (logic [31:0] first = 0; first < Rows; first += 6) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        group[column] = '0;
      end
      for (logic [31:0] next = 0; next < 6; next++) begin
        if (first + next < Rows) begin
          for (logic [31:0] column = 0; column < Columns; column++) begin
            group[column] = group[column] | complete[first+next][column];
          end
        end
      end
      for (logic [31:0] column = 0; column < Columns; column++) begin
        deskew[0][column] = deskew[0][column] ^ group[column];
      end
    end
    for (logic [31:0] column = 0; column < Columns; column++) begin
      aligned[column*SumWidth +: SumWidth] = deskew[Columns-1-column][column];
    end
    for (logic [31:0] near = 1; near < Columns; near++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        deskew[Columns-near][column] = deskew[Columns-near-1][column];
      end
    end
  endtask

  // Every element adds its product to its sum; the last sum of a tile is kept for the results.
  task automatic add;
<#if productStages == 2>
    logic [ActivationWidth+WeightWidth:0] whole;
    logic [LowWidth:0]                    low_next;
    logic [SumWidth-LowWidth-1:0]         high_next;
    for (logic [31:0] row = 0; row < Rows; row++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        high_next = (SumWidth-LowWidth)'(
            ({high_sum[row][column], 1'b1}
             + {(SumWidth-LowWidth)'($signed(product[row][column])),
                low[row][column][LowWidth]}) >> 1);
        high_sum[row][column] =
            clearing[row+column+1] ? '0 : adding[row+column+1] ? high_next : high_sum[row][column];
        complete[row][column] = discarding[row+column] ? '0
            : advance ? {high_next, low[row][column][LowWidth-1:0]} : complete[row][column];
        whole    = booth_product(lower[row][column], upper[row][column]);
        low_next = (LowWidth+1)'(
            ({1'b0, low_sum[row][column], 1'b1} + {1'b0, whole[LowWidth:0]}) >> 1);
        low_sum[row][column] =
            clearing[row+column] ? '0
            : adding[row+column] ? low_next[LowWidth-1:0] : low_sum[row][column];
        low[row][column]     = advance ? low_next : low[row][column];
        product[row][column] =
            advance ? whole[ActivationWidth+WeightWidth:LowWidth+1] : product[row][column];
      end
    end
<#else>
    logic signed [SumWidth-1:0] next;
    for (logic [31:0] row = 0; row < Rows; row++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
<#if productStages == 0>
        next = multiply_accumulate(
            sum[row][column], activation[row][column], weight[row][column]);
<#else>
        next = sum[row][column] + SumWidth'($signed(product[row][column]));
</#if>
        sum[row][column] =
            clearing[row+column] ? '0 : adding[row+column] ? next : sum[row][column];
        complete[row][column] =
            discarding[row+column] ? '0 : advance ? next : complete[row][column];
      end
    end
</#if>
  endtask

<#if productStages != 0>
<#if productStages == 2>
  // The operands of an element are multiplied as they move on to its neighbours.
<#else>
  // What an element multiplies in a second cycle has moved on to its neighbours by then.
</#if>
  task automatic multiply;
    for (logic [31:0] row = 0; row < Rows; row++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
<#if productStages == 2>
        lower[row][column] = booth_rows(activation[row][column], {weight[row][column][3:0], 1'b0});
        upper[row][column] = booth_rows(
            activation[row][column], weight[row][column][WeightWidth-1:3]);
<#else>
        product[row][column] = booth_rows(
            '0, activation[row][column], {weight[row][column], 1'b0});
</#if>
      end
    end
  endtask

</#if>
  // Operands move on by an element, and what waits to enter by a place.
  task automatic move;
    logic [ActivationWidth-1:0] passing [Columns];
    for (logic [31:0] row = 0; row < Rows; row++) begin
      activation_skew[0][row] = activation_data_i[row*ActivationWidth +: ActivationWidth];
      for (logic [31:0] column = 0; column < Columns; column++) begin
        passing[column] = activation[row][column];
      end
      for (logic [31:0] column = 1; column < Columns; column++) begin
        activation[row][column] = passing[column-1];
      end
      activation[row][0] = activation_skew[row][row];
    end
    for (logic [31:0] near = 1; near < Rows; near++) begin
      for (logic [31:0] row = 0; row < Rows; row++) begin
        activation_skew[Rows-near][row] = activation_skew[Rows-near-1][row];
      end
    end
    for (logic [31:0] near = 1; near < Rows; near++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        weight[Rows-near][column] = weight[Rows-near-1][column];
      end
    end
    for (logic [31:0] column = 0; column < Columns; column++) begin
      weight_skew[0][column] = weight_data_i[column*WeightWidth +: WeightWidth];
      weight[0][column]      = weight_skew[column][column];
    end
    for (logic [31:0] near = 1; near < Columns; near++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        weight_skew[Columns-near][column] = weight_skew[Columns-near-1][column];
      end
    end
  endtask

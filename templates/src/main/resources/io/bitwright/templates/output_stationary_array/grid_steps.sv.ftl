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
  endtask

<#if productStages != 0>
  // What an element multiplies in a second cycle has moved on to its neighbours by then.
  task automatic multiply;
    for (logic [31:0] row = 0; row < Rows; row++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
<#if productStages == 2>
        product[row][column] = {
            booth_rows(half_product[row][column][ActivationWidth+3:4], activation[row][column+1],
                       weight[row+1][column][WeightWidth-1:3]),
            half_product[row][column][3:0]};
        half_product[row][column] = booth_rows(
            '0, activation[row][column], {weight[row][column][3:0], 1'b0});
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
      for (logic [31:0] column = 1; column < ${(productStages == 2)?then("Columns + 1", "Columns")}; column++) begin
        activation[row][column] = passing[column-1];
      end
      activation[row][0] = activation_skew[row][row];
    end
    for (logic [31:0] near = 1; near < Rows; near++) begin
      for (logic [31:0] row = 0; row < Rows; row++) begin
        activation_skew[Rows-near][row] = activation_skew[Rows-near-1][row];
      end
    end
    for (logic [31:0] near = ${(productStages == 2)?then("0", "1")}; near < Rows; near++) begin
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

  // verilator lint_off BLKSEQ
  // Tasks, blocking assignments and unsigned counters are for speed of simulation: C++ compilers
  // turn these loops into vector instructions. A value is read before its register is written, far
  // end first. No other process uses these variables, so blocking assignments cannot race.

  // What enters the lines in this cycle.
  task automatic enter;
    for (logic [31:0] column = 0; column < Columns; column++) begin
      load_line[0][column] = ${stationary}_data_i[column*${stationaryWidthName} +: ${stationaryWidthName}];
    end
    for (logic [31:0] row = 0; row < Rows; row++) begin
      load_here[row][0] = load_beat && load_index == LoadIndexWidth'(row);
      skew[0][row]      = ${streaming}_data_i[row*${streamingWidthName} +: ${streamingWidthName}];
    end
    swapping[0] = swap;
  endtask

  // Sums, products and what passes from element to element; the sums of a row of results, aligned.
  task automatic compute;
    logic [${streamingWidthName}-1:0] passing [Columns];
<#if productStages == 2>
    logic [SumWidth-1:0] above;
</#if>
    for (logic [31:0] near = 1; near < Columns; near++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        deskew[Columns-near][column] = deskew[Columns-near-1][column];
      end
    end
    for (logic [31:0] row = Rows - 1; row < Rows; row--) begin // ends as row falls below 0
      for (logic [31:0] column = 0; column < Columns; column++) begin
<#if productStages == 0>
        sum[row][column] = multiply_accumulate(
            row == 0 ? '0 : sum[row == 0 ? 0 : row-1][column],
  <#if stationary == "weight">
            moving[row][column], active[row][column]);
  <#else>
            active[row][column], moving[row][column]);
  </#if>
<#elseif productStages == 1>
        sum[row][column] = (row == 0 ? '0 : sum[row == 0 ? 0 : row-1][column])
            + SumWidth'($signed(product[row][column]));
<#else>
        above = row == 0 ? '0 : sum[row == 0 ? 0 : row-1][column];
        sum[row][column] = SumWidth'(
            ({above, 1'b1} + (SumWidth+1)'($signed(product[row][column]))) >> 1);
</#if>
      end
<#if productStages == 2>
      for (logic [31:0] column = 0; column < Columns; column++) begin
        product[row][column] = booth_product(lower[row][column], upper[row][column]);
  <#if stationary == "weight">
        lower[row][column] = booth_rows(moving[row][column], {active[row][column][3:0], 1'b0});
        upper[row][column] = booth_rows(moving[row][column], active[row][column][WeightWidth-1:3]);
  <#else>
        lower[row][column] = booth_rows(active[row][column], {moving[row][column][3:0], 1'b0});
        upper[row][column] = booth_rows(active[row][column], moving[row][column][WeightWidth-1:3]);
  </#if>
      end
<#elseif productStages == 1>
      for (logic [31:0] column = 0; column < Columns; column++) begin
        product[row][column] = booth_rows(
  <#if stationary == "weight">
            '0, moving[row][column], {active[row][column], 1'b0});
  <#else>
            '0, active[row][column], {moving[row][column], 1'b0});
  </#if>
      end
</#if>
      for (logic [31:0] column = 0; column < Columns; column++) begin
        passing[column] = moving[row][column];
      end
      for (logic [31:0] column = 1; column < Columns; column++) begin
        moving[row][column] = passing[column-1];
      end
      moving[row][0] = skew[row][row];
    end
<#if 2 <= rows>
    // The sum of few terms needs few bits; the others are copies of its sign, not registers.
</#if>
<#list [2, 4, 8, 16, 32, 64]?filter(terms -> terms <= rows) as terms>
    for (logic [31:0] row = ${terms / 2 - 1}; row < NarrowRowsBelow${terms}Terms; row++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        sum[row][column] = SumWidth'($signed(sum[row][column][WidthBelow${terms}Terms-1:0]));
      end
    end
</#list>
    for (logic [31:0] column = 0; column < Columns; column++) begin
      deskew[0][column] = sum[Rows-1][column];
      aligned[column*SumWidth +: SumWidth] = deskew[Columns-1-column][column];
    end
  endtask

  // The elements that the wave of a swap has reached take their shadow.
  task automatic swap_tile;
    for (logic [31:0] diagonal = 0; diagonal < Rows + Columns - 1; diagonal++) begin
      if (swapping[diagonal]) begin
        for (logic [31:0] row = 0; row < Rows; row++) begin
          if (row <= diagonal && diagonal < row + Columns) begin
            active[row][diagonal-row] = shadow[row][diagonal-row];
          end
        end
      end
    end
  endtask

  // The elements that a beat of their row has reached take its value.
  task automatic load_tile;
    logic [${stationaryWidthName}-1:0] arriving [Columns];
    logic [${stationaryWidthName}-1:0] fresh;
    logic [${stationaryWidthName}-1:0] kept;
    for (logic [31:0] column = 0; column < Columns; column++) begin
      arriving[column] = load_line[column+LoadDelay][column];
    end
    for (logic [31:0] row = 0; row < Rows; row++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        fresh = arriving[column];
        kept  = shadow[row][column];
        shadow[row][column] = load_here[row][column+LoadDelay] ? fresh : kept;
      end
    end
  endtask

  // The lines move on by a place.
  task automatic move;
    logic passing [Columns];
    for (logic [31:0] near = 2; near < Rows + Columns; near++) begin
      swapping[Rows+Columns-near] = swapping[Rows+Columns-near-1];
    end
    for (logic [31:0] near = 1; near < Columns + LoadDelay; near++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        load_line[Columns+LoadDelay-near][column] = load_line[Columns+LoadDelay-near-1][column];
      end
    end
    for (logic [31:0] row = 0; row < Rows; row++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        passing[column] = load_here[row][column];
      end
      for (logic [31:0] place = 1; place < Columns + LoadDelay; place++) begin
        load_here[row][place] = passing[place-1];
      end
    end
    for (logic [31:0] near = 1; near < Rows; near++) begin
      for (logic [31:0] row = 0; row < Rows; row++) begin
        skew[Rows-near][row] = skew[Rows-near-1][row];
      end
    end
  endtask

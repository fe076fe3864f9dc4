//<![CDATA[
'use strict';
// What a report page does when it is read: hover, filters, sorting, the animation. Loads nothing, sends nothing.
(() => {
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));
  const dataOf = figure => JSON.parse(figure.querySelector('script').textContent);

  /** Points that tell about themselves, by pointer and keyboard, and controls that choose among them. */
  function plot(figure) {
    const {figures, points} = dataOf(figure);
    const front = figure.dataset.front;
    const views = all(figure, 'svg.view').map(svg => {
      const marks = all(svg, '.marks path').map(mark => {
        const [x, y] = mark.getAttribute('transform').match(/[-0-9.]+/g).map(Number);
        return {mark, x, y, point: Number(mark.dataset.point)};
      });
      return {svg, marks, order: marks.slice().sort((a, b) => a.x - b.x || a.y - b.y)};
    });
    const rows = all(document, 'table[data-plot="' + figure.id + '"] tr[data-point]');
    const tip = figure.querySelector('.tip');
    const status = figure.querySelector('[data-shown]');
    const shown = points.map(() => true);

    const emphasise = point => {
      for (const view of views) {
        for (const one of view.marks) one.mark.classList.toggle('current', one.point === point);
      }
      for (const row of rows) row.classList.toggle('current', Number(row.dataset.point) === point);
    };

    const tell = one => {
      const [label, onFront, texts] = points[one.point];
      const title = document.createElement('p');
      title.textContent = onFront && front ? label + ' (' + front + ')' : label;
      const list = document.createElement('dl');
      figures.forEach((name, i) => {
        if (texts[i] === '') return;
        list.append(Object.assign(document.createElement('dt'), {textContent: name}),
            Object.assign(document.createElement('dd'), {textContent: texts[i]}));
      });
      tip.replaceChildren(title, list);
      tip.hidden = false;
      const box = figure.getBoundingClientRect();
      const at = one.mark.getBoundingClientRect();
      const beside = at.right - box.left + 8;
      const left = beside + tip.offsetWidth <= box.width ? beside : at.left - box.left - 8 - tip.offsetWidth;
      tip.style.left = Math.max(0, Math.min(left, box.width - tip.offsetWidth)) + 'px';
      tip.style.top = Math.max(0, at.top - box.top - tip.offsetHeight / 2) + 'px';
      emphasise(one.point);
    };

    const hush = () => {
      tip.hidden = true;
      emphasise(-1);
    };

    const visit = (view, one) => {
      const [label, onFront, texts] = points[one.point];
      const told = figures.map((name, i) => texts[i] === '' ? '' : name + ' ' + texts[i]).filter(text => text);
      one.mark.setAttribute('role', 'img');
      one.mark.setAttribute('aria-label',
          label + (onFront && front ? ', ' + front : '') + ': ' + told.join(', '));
      for (const other of view.marks) other.mark.removeAttribute('tabindex');
      one.mark.setAttribute('tabindex', '0');
      one.mark.focus({preventScroll: true});
      tell(one);
    };

    // One point of a view is in the order of the tabulator; the arrows go on from it.
    const enter = view => {
      const first = view.order.find(one => shown[one.point] && points[one.point][1])
          || view.order.find(one => shown[one.point]);
      for (const other of view.marks) other.mark.removeAttribute('tabindex');
      if (first) {
        first.mark.setAttribute('tabindex', '0');
        first.mark.setAttribute('role', 'img');
        first.mark.setAttribute('aria-label', points[first.point][0]);
      }
    };

    const nearest = (view, event) => {
      const box = view.svg.getBoundingClientRect();
      const scale = view.svg.viewBox.baseVal.width / box.width;
      const x = (event.clientX - box.left) * scale;
      const y = (event.clientY - box.top) * scale;
      let best = null;
      let least = 16 * 16;
      for (const one of view.marks) {
        const far = (one.x - x) ** 2 + (one.y - y) ** 2;
        if (far <= least && shown[one.point]) {
          least = far;
          best = one;
        }
      }
      return best;
    };

    const along = (view, one, key) => {
      const onFront = key === 'ArrowUp' || key === 'ArrowDown';
      const there = view.order.filter(other =>
          shown[other.point] && (!onFront || points[other.point][1] || other === one));
      const at = there.indexOf(one);
      const last = there.length - 1;
      const jump = Math.max(1, Math.round(there.length / 10));
      const to = {ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1,
          PageDown: at + jump, PageUp: at - jump, Home: 0, End: last}[key];
      return to === undefined ? null : there[Math.max(0, Math.min(last, to))];
    };

    for (const view of views) {
      enter(view);
      view.svg.addEventListener('pointermove', event => {
        const one = nearest(view, event);
        if (one) tell(one);
        else hush();
      });
      view.svg.addEventListener('pointerleave', hush);
      view.svg.addEventListener('click', event => {
        const one = nearest(view, event);
        if (one) visit(view, one);
      });
      view.svg.addEventListener('focusin', event => {
        const one = view.marks.find(other => other.mark === event.target);
        if (one) tell(one);
      });
      view.svg.addEventListener('focusout', hush);
      view.svg.addEventListener('keydown', event => {
        const one = view.marks.find(other => other.mark === event.target);
        if (!one) return;
        if (event.key === 'Escape') hush();
        const next = along(view, one, event.key);
        if (next) {
          event.preventDefault();
          visit(view, next);
        }
      });
    }
    for (const row of rows) {
      const point = Number(row.dataset.point);
      row.addEventListener('pointerenter', () => emphasise(point));
      row.addEventListener('pointerleave', () => emphasise(-1));
    }

    const controls = figure.querySelector('.controls');
    if (!controls) return;
    const tests = () => all(controls, '[data-control]').map(control => {
      const variable = Number(control.dataset.variable);
      if (control.dataset.control === 'front') return point => !control.checked || point[1];
      if (control.dataset.control === 'select') {
        return point => control.value === '' || point[3][variable] === control.value;
      }
      const inputs = all(control, 'input');
      if (control.dataset.control === 'checks') {
        const chosen = new Set(inputs.filter(input => input.checked).map(input => input.value));
        return point => chosen.has(point[3][variable]);
      }
      const [least, most] = inputs.map(input => input.valueAsNumber);
      return point => !(Number(point[3][variable]) < least) && !(Number(point[3][variable]) > most);
    });
    controls.hidden = false;
    controls.addEventListener('input', () => {
      const conditions = tests();
      points.forEach((point, i) => { shown[i] = conditions.every(holds => holds(point)); });
      for (const view of views) {
        for (const one of view.marks) one.mark.classList.toggle('out', !shown[one.point]);
        enter(view);
      }
      for (const row of rows) row.hidden = !shown[Number(row.dataset.point)];
      const count = shown.filter(is => is).length;
      const [some, every] = [count, points.length].map(number => number.toLocaleString('en'));
      status.textContent = (count === points.length ? 'all ' + every : some + ' of ' + every) + ' points';
      hush();
    });
  }

  /** Headers become buttons that sort by their column; a second press turns the order. */
  function sortable(table) {
    const body = table.tBodies[0];
    const headers = all(table, 'thead th');
    const order = (a, b, column) => {
      const [x, y] = [a, b].map(row => row.cells[column]);
      const [p, q] = [x, y].map(cell => parseFloat(cell.dataset.value));
      if (isNaN(p) || isNaN(q)) {
        return isNaN(p) - isNaN(q) || x.textContent.localeCompare(y.textContent, 'en', {numeric: true});
      }
      return p - q;
    };
    headers.forEach((header, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => {
        const turn = header.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
        for (const other of headers) other.removeAttribute('aria-sort');
        header.setAttribute('aria-sort', turn === 1 ? 'ascending' : 'descending');
        body.append(...all(body, 'tr').sort((a, b) => turn * order(a, b, column)));
      });
    });
  }

  /** Rows that hold all the words stay. */
  function search(input) {
    const rows = all(document.getElementById(input.dataset.search), 'tbody tr');
    const found = document.getElementById(input.dataset.search + '-found');
    input.closest('.controls').hidden = false;
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(' ').filter(word => word);
      let count = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
        count += row.hidden ? 0 : 1;
      }
      found.textContent = words.length ? count + ' of ' + rows.length + ' rows' : '';
    });
  }

  /** Frames one after the other; what moved slides to its place, unless motion is to be reduced. */
  function player(figure) {
    const {first, frames} = dataOf(figure);
    const values = all(figure, '.value');
    const cells = all(figure, '.cell');
    const say = figure.querySelector('.say');
    const slider = figure.querySelector('input[type=range]');
    const buttons = Object.fromEntries(all(figure, 'button').map(button => [button.dataset.do, button]));
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    const last = frames.length - 1;
    let at = first;
    let touched = false;
    let timer = 0;

    const show = (to, slides) => {
      at = Math.max(0, Math.min(last, to));
      const frame = frames[at];
      values.forEach((value, i) => {
        value.textContent = frame.texts[i];
        const {dx, dy} = value.dataset;
        if (slides && !calm.matches && frame.texts[i] !== '' && (Number(dx) || Number(dy))) {
          value.animate([{transform: 'translate(' + dx + 'px,' + dy + 'px)'}, {transform: 'none'}],
              {duration: 450, easing: 'ease-in-out'});
        }
      });
      cells.forEach((cell, i) => cell.setAttribute('class', 'cell ' + frame.states[i]));
      say.textContent = frame.say;
      slider.value = at + 1;
      slider.setAttribute('aria-valuetext', frame.say);
      touched = true;
    };
    const pause = () => {
      clearInterval(timer);
      timer = 0;
      buttons.play.textContent = 'Play';
      say.setAttribute('aria-live', 'polite');
    };
    const play = () => {
      say.setAttribute('aria-live', 'off');
      if (!touched || at === last) show(0, false);
      buttons.play.textContent = 'Pause';
      timer = setInterval(() => {
        show(at + 1, true);
        if (at === last) pause();
      }, 1000);
    };
    const toggle = () => timer ? pause() : play();
    const go = (to, slides) => {
      pause();
      show(to, slides);
    };
    buttons.play.addEventListener('click', toggle);
    buttons.back.addEventListener('click', () => go(at - 1, false));
    buttons.step.addEventListener('click', () => go(at + 1, true));
    slider.addEventListener('input', () => go(Number(slider.value) - 1, false));
    figure.addEventListener('keydown', event => {
      const done = {ArrowRight: () => go(at + 1, true), ArrowLeft: () => go(at - 1, false),
          Home: () => go(0, false), End: () => go(last, false)}[event.key];
      if (done) done();
      else if (event.key === ' ' && event.target.tagName !== 'BUTTON') toggle();
      else return;
      event.preventDefault();
    });
    figure.querySelector('.controls').hidden = false;
  }

  all(document, 'figure.plot').forEach(plot);
  all(document, 'table.sortable').forEach(sortable);
  all(document, 'input[data-search]').forEach(search);
  all(document, 'figure.player').forEach(player);
})();
//]]>

// Draws the timeline of the answer page with uPlot in place of the picture that came with the page, so that it can be
// pointed at, walked through with the arrow keys and read out. Where uPlot is missing, that picture stays. All words
// come with the numbers (src/lumbar/pages/series.py). Lengths are CSS px from the upper left corner of the stage.
'use strict';

(() => {
  const PAIN_HEIGHT = 80;
  const LOAD_HEIGHT = 160;
  const UNWEIGHED_HEIGHT = 24; // of all bars of a log without a single weight: there was training, no more is known
  const LEAST_BAR_HEIGHT = 2;
  const LEAST_BAR_WIDTH = 1.5;
  const BAR_SHARE = 0.72; // of a day's width
  const LEFT = 28; // room for the ends of the pain scale
  const RIGHT = { band: 80, bare: 44 }; // room for the edges of the usual band, or for what stands after the last day
  const RING_GAP = 26;
  const LABEL_GAP = 16;
  const WIDE_ENOUGH = 640; // for half a year
  const MONTHS_APART = [1, 3, 6, 12, 24, 60];
  const DAY = 86_400_000; // ms

  const palette = getComputedStyle(document.documentElement);
  const colour = (name) => palette.getPropertyValue(name).trim();
  const filled = (template, values) => template.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const make = (tag, attributes, parent, text = '') => {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.textContent = text;
    parent?.append(element);
    return element;
  };

  /** Places at least `gap` apart between `low` and `high`, as near to the wanted ones, which rise, as can be. */
  function spread(wanted, gap, low, high) {
    const room = wanted.length > 1 ? Math.min(gap, (high - low) / (wanted.length - 1)) : gap;
    const pools = [];
    wanted.forEach((place, number) => {
      pools.push({ sum: place - number * room, count: 1 });
      for (let last = pools.length - 1; last > 0; last -= 1) {
        const [one, other] = [pools[last - 1], pools[last]];
        if (one.sum / one.count <= other.sum / other.count) break;
        pools.splice(last - 1, 2, { sum: one.sum + other.sum, count: one.count + other.count });
      }
    });
    const highest = high - (wanted.length - 1) * room;
    const starts = pools.flatMap(({ sum, count }) => Array(count).fill(sum / count));
    return starts.map((start, number) => Math.min(Math.max(start, low), highest) + number * room);
  }

  /** Heights of the parts: the middle of a line of text, or the line that bars and dots stand on. */
  function rowsOf(hasPain, hasRings) {
    const painBase = hasPain ? 26 + PAIN_HEIGHT : 9;
    const load = painBase + 27;
    const rings = load + 31;
    const base = (hasRings ? rings + 22 : load + 19) + LOAD_HEIGHT;
    const below = { months: base + 15, window: base + 32, windowLabel: base + 45, height: base + 56 };
    return { painLabel: 9, painTop: painBase - PAIN_HEIGHT, painBase, load, rings, base, ...below };
  }

  class Timeline {
    constructor(figure, told, number) {
      const [[trained, loads], [rated, ratings]] = [told.training, told.pain];
      this.told = told;
      this.loads = new Map(trained.map((day, index) => [day, loads[index]]));
      this.ratings = new Map(rated.map((day, index) => [day, ratings[index]]));
      this.letters = new Map();
      told.marked.forEach(([letter, day]) => this.letters.set(day, [...(this.letters.get(day) ?? []), letter]));
      const inOrder = (...days) => [...new Set(days.flat())].sort((one, other) => one - other);
      this.stops = inOrder(trained, [...this.letters.keys()]); // of the arrow keys
      this.days = inOrder(this.stops, rated); // of the pointer
      this.weighed = loads.some((load) => load !== null);
      this.hasPain = rated.length > 0;
      this.rows = rowsOf(this.hasPain, told.marked.length > 0);
      this.right = told.usual ? RIGHT.band : RIGHT.bare;
      this.chosen = null; // the range that was pressed; until then the width decides
      this.picked = null; // the day that is read out
      this.build(figure, number);
      this.show();
    }

    build(figure, number) {
      const { words, ranges } = this.told;
      const how = `timeline-how-${number}`;
      const live = make('div', { class: 'timeline' });
      const buttons = make('div', { class: 'timeline-ranges', role: 'group', 'aria-label': words.ranges_label }, live);
      this.buttons = ranges.map(([name]) => make('button', { class: 'timeline-range', type: 'button' }, buttons, name));
      this.stage = make('div', {
        class: 'timeline-stage', role: 'application', tabindex: '0', 'aria-label': words.title, 'aria-describedby': how,
      }, live);
      this.labels = make('div', { class: 'timeline-labels', 'aria-hidden': 'true' });
      this.stripe = make('div', { class: 'timeline-stripe' });
      this.readout = make('p', { class: 'timeline-readout', 'aria-live': 'polite' }, live);
      make('p', { class: 'timeline-unseen', id: how }, live, `${words.description} ${words.how}`);
      figure.prepend(live);
      this.say();
      this.listen();
    }

    listen() {
      const point = (event) => this.pick(this.nearest(event.clientX - this.stage.getBoundingClientRect().left));
      this.stage.addEventListener('pointerdown', point);
      this.stage.addEventListener('pointermove', point);
      this.stage.addEventListener('pointerleave', (event) => {
        if (event.pointerType === 'mouse' && document.activeElement !== this.stage) this.pick(null);
      });
      this.stage.addEventListener('keydown', (event) => {
        if (!event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.press(event);
      });
      this.buttons.forEach((button, index) => button.addEventListener('click', () => {
        this.chosen = index;
        this.show();
      }));
      new ResizeObserver(() => { if (this.stage.clientWidth !== this.width) this.show(); }).observe(this.stage);
    }

    press(event) {
      if (event.key === 'Enter') this.goToFinding();
      if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
      event.preventDefault(); // of scrolling
      const stops = this.inSight(this.stops);
      const before = stops.filter((day) => day < (this.picked ?? Infinity)).at(-1);
      const after = stops.find((day) => day > (this.picked ?? -Infinity));
      const day = { ArrowLeft: before, ArrowRight: after, Home: stops[0], End: stops.at(-1) }[event.key];
      if (day !== undefined) this.pick(day);
    }

    goToFinding() {
      const letters = this.letters.get(this.picked) ?? [];
      const finding = letters.map((letter) => document.getElementById(`finding-${letter}`)).find(Boolean);
      if (!finding) return;
      if (!finding.hasAttribute('tabindex')) finding.setAttribute('tabindex', '-1'); // reading goes on from there
      finding.focus({ preventScroll: true });
      finding.scrollIntoView({ behavior: 'instant', block: 'start' });
    }

    inSight(days) {
      return days.filter((day) => day >= this.first && day <= this.last);
    }

    nearest(x) {
      const far = (day) => Math.abs(this.x(day) - x);
      return this.inSight(this.days).reduce((best, day) => (best !== null && far(best) <= far(day) ? best : day), null);
    }

    pick(day) {
      if (day === this.picked) return;
      this.picked = day;
      this.moveStripe();
      this.say();
    }

    moveStripe() {
      this.stripe.hidden = this.picked === null;
      const width = Math.max(9, this.x(1) - this.x(0));
      const top = this.hasPain ? this.rows.painTop - 6 : this.rows.load + 12;
      const [left, height] = [this.x(this.picked ?? 0) - width / 2, this.rows.base - top];
      Object.entries({ left, top, width, height }).forEach(([name, px]) => { this.stripe.style[name] = `${px}px`; });
    }

    say() {
      const { told: { words }, picked, readout } = this;
      readout.classList.toggle('timeline-hint', picked === null);
      readout.textContent = picked === null ? words.hint : '';
      if (picked === null) return;
      const facts = [['day', this.dateOf(picked)], ...this.facts(picked).map((fact) => ['', fact])];
      if (this.letters.has(picked)) facts.push(['letters', this.letters.get(picked).join(', ')]);
      facts.forEach(([look, fact], index) => {
        const part = make('span', { class: `timeline-fact ${look}` }, readout, fact);
        if (index < facts.length - 1) part.after('\u00a0· '); // a line never begins with the dot
      });
    }

    facts(day) {
      const { words, usual } = this.told;
      const [load, rating] = [this.loads.get(day), this.ratings.get(day)];
      const facts = [load === undefined ? words.no_training : load === null ? words.nothing_weighed
        : filled(words.load, { load: load.toLocaleString(words.language) })];
      if (load && usual?.day) facts.push(filled(words.times_usual, { times: (load / usual.day).toFixed(1) }));
      return rating === undefined ? facts : [...facts, filled(words.pain, { rating })];
    }

    /** A day has no time zone: it is read as the midnight of UTC with which it begins. */
    utc(day) {
      return new Date(Date.parse(this.told.first) + day * DAY);
    }

    dateOf(day) {
      const { words, up_to: upTo } = this.told;
      const [date, year] = [this.utc(day), this.utc(day).getUTCFullYear()];
      return filled(year === this.utc(upTo).getUTCFullYear() ? words.day : words.day_with_year, {
        year, month: words.months[date.getUTCMonth()], day: date.getUTCDate(), weekday: words.weekdays[date.getUTCDay()],
      });
    }

    /** The middle of a day. */
    x(day) {
      return LEFT + ((day - this.first + 0.5) / (this.last - this.first + 1)) * (this.width - LEFT - this.right);
    }

    /** The top of a load; `null` was not weighed, and every bar can be seen. */
    y(load) {
      if (!this.weighed) return this.rows.base - UNWEIGHED_HEIGHT;
      return this.rows.base - Math.max(LEAST_BAR_HEIGHT, ((load ?? 0) / this.most) * LOAD_HEIGHT);
    }

    /** Draws the range that was pressed, or the one that suits the width. */
    show() {
      const { told, rows } = this;
      this.width = this.stage.clientWidth;
      if (!this.width) return; // nobody sees it yet
      const range = this.chosen ?? (this.width < WIDE_ENOUGH ? 0 : 1);
      this.buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(index === range)));
      [this.first, this.last] = [told.ranges[range][1], told.last];
      const loads = this.inSight([...this.loads.keys()]).map((day) => this.loads.get(day) ?? 0);
      this.most = Math.max(told.usual?.high ?? 0, ...loads) || 1;
      if (this.picked !== null && this.picked < this.first) this.pick(null);
      const limits = { min: this.first - 0.5, max: this.last + 0.5 };
      if (this.plot) {
        this.plot.batch(() => {
          this.plot.setSize({ width: this.width, height: rows.height });
          this.plot.setScale('x', limits);
        });
      } else this.mount(limits);
      this.label();
      this.moveStripe();
    }

    /** uPlot keeps the canvas in size and as sharp as the screen; what stands on it is drawn by `draw`. */
    mount({ min, max }) {
      const { rows, days } = this;
      this.plot = new uPlot({
        width: this.width, height: rows.height, padding: [0, this.right, 0, LEFT],
        axes: [{ show: false }, { show: false }], legend: { show: false }, cursor: { show: false },
        scales: { x: { time: false, min, max }, y: { range: [0, 1] } }, series: [{}, { show: false }],
        hooks: { draw: [() => this.draw()] },
      }, [days, days.map(() => null)], this.stage);
      this.plot.root.append(this.stripe, this.labels);
    }

    draw() {
      const { ctx } = this.plot;
      ctx.save();
      ctx.scale(devicePixelRatio, devicePixelRatio);
      this.drawBand(ctx);
      this.drawBars(ctx);
      this.drawDots(ctx);
      this.drawLines(ctx);
      ctx.restore();
    }

    drawBand(ctx) {
      const { usual } = this.told;
      if (!usual) return;
      const [top, bottom] = [this.y(usual.high), this.y(usual.low)];
      ctx.fillStyle = colour('--band');
      ctx.fillRect(LEFT, top, this.width - LEFT - this.right, Math.max(2, bottom - top));
    }

    /** On whole device px, so that all are equally sharp. Where days are narrower than a px, many of them are darker. */
    drawBars(ctx) {
      const sharp = (px) => Math.round(px * devicePixelRatio) / devicePixelRatio;
      const day = this.x(1) - this.x(0);
      const width = sharp(Math.max(LEAST_BAR_WIDTH, day * BAR_SHARE));
      const look = (on) => (on > this.told.up_to ? '--after' : this.letters.has(on) ? '--amber-bar' : '--bar');
      ['--bar', '--after', '--amber-bar'].forEach((name) => {
        ctx.fillStyle = colour(name);
        ctx.globalAlpha = name === '--bar' ? Math.min(1, Math.max(0.25, day)) : 1;
        this.inSight([...this.loads.keys()]).filter((on) => look(on) === name).forEach((on) => {
          const top = sharp(this.y(this.loads.get(on)));
          ctx.fillRect(sharp(this.x(on) - width / 2), top, width, this.rows.base - top);
        });
      });
      ctx.globalAlpha = 1;
    }

    drawDots(ctx) {
      const [ink, soft] = [colour('--ink'), colour('--soft')];
      const share = Math.min(1, Math.max(0.4, this.x(1) - this.x(0))); // smaller where days are narrower than a px
      this.inSight([...this.ratings.keys()]).forEach((on) => {
        const rating = this.ratings.get(on);
        ctx.fillStyle = rating ? ink : soft;
        ctx.beginPath();
        const y = this.rows.painBase - (rating / 10) * PAIN_HEIGHT;
        ctx.arc(this.x(on), y, share * (rating ? 2.8 : 1.4), 0, 2 * Math.PI);
        ctx.fill();
      });
    }

    drawLines(ctx) {
      const { rows, told } = this;
      const after = this.width - this.right;
      const line = (name, width, ...points) => {
        [ctx.strokeStyle, ctx.lineWidth] = [colour(name), width];
        ctx.beginPath();
        points.forEach(([x, y]) => ctx.lineTo(x, y));
        ctx.stroke();
      };
      const bracket = (name, left, right, y, above, below) => {
        const end = (x) => [[x, y - above], [x, y + below], [x, y]];
        line(name, 2, ...end(left), ...end(right).reverse());
      };
      line('--soft', 1, [LEFT, rows.base + 0.5], [after, rows.base + 0.5]);
      if (this.hasPain) line('--soft', 1, [LEFT, rows.painBase + 4.5], [after, rows.painBase + 4.5]);
      this.months().forEach(({ x }) => {
        line('--soft', 1, [Math.round(x) + 0.5, rows.base], [Math.round(x) + 0.5, rows.base + 5]);
      });
      this.breaks().forEach(({ left, right }) => bracket('--amber-bar', left, right, rows.base - 10, 4, 4));
      this.rings().forEach(({ x, at, top }) => {
        line('--amber-bar', 2, [x, rows.rings + 11], [at, Math.min(rows.rings + 19, top)], [at, top]);
      });
      bracket('--accent', ...this.windowEnds(), rows.window, 4, 0);
      ctx.setLineDash([2, 4]);
      const pain = this.x(told.pain_on);
      if (told.pain_on !== null) line('--ink', 2, [pain, rows.painLabel + 11], [pain, rows.base]);
    }

    windowEnds() {
      const [from, to] = this.told.window;
      return [Math.max(LEFT, Math.min(this.x(from - 0.5), this.x(to + 0.5) - 6)), this.x(to + 0.5)];
    }

    /** Times without training, as far as they are in sight and wide enough to be seen. */
    breaks() {
      return this.told.breaks
        .map(([from, to, lines]) => ({ left: Math.max(LEFT, this.x(from - 0.5)) + 2, right: this.x(to + 0.5) - 2, lines }))
        .filter(({ left, right }) => right - left >= 8);
    }

    /** Where each letter stands, and the top of the bar it belongs to. */
    rings() {
      const marked = this.told.marked.filter(([, day]) => day >= this.first).sort(([, one], [, other]) => one - other);
      const wanted = marked.map(([, day]) => this.x(day));
      const places = spread(wanted, RING_GAP, LEFT + RING_GAP / 2, this.width - RING_GAP / 2);
      return marked.map(([letter, day], index) => {
        const top = this.loads.has(day) ? this.y(this.loads.get(day)) - 1 : this.rows.base;
        return { letter, x: places[index], at: wanted[index], top };
      });
    }

    /** Where months begin, so far apart that their names have room. January goes by the name of its year. */
    months() {
      const { words } = this.told;
      const width = this.x(30) - this.x(0);
      const apart = MONTHS_APART.find((months) => months * width >= 44) ?? 120;
      const counted = (date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
      const [began, ended] = [counted(this.utc(this.first)), counted(this.utc(this.last))];
      const months = [];
      for (let count = began; count <= ended; count += 1) {
        const day = (Date.UTC(Math.floor(count / 12), count % 12) - this.utc(0)) / DAY;
        if (count % apart === 0 && day >= this.first) months.push({ count, x: this.x(day - 0.5) });
      }
      const isCut = apart === 1 && (months[0]?.x ?? Infinity) - LEFT >= 80; // the first is named nonetheless
      return (isCut ? [{ count: began, x: LEFT }, ...months] : months).map(({ count, x }, index) => {
        const [year, month] = [Math.floor(count / 12), words.months[count % 12]];
        if (index === 0 && (isCut || count % 12)) return { name: filled(words.month_with_year, { month, year }), x };
        return { name: count % 12 ? month : String(year), x };
      });
    }

    /** All that is written, as elements, so that its colour and type are the page's. */
    label() {
      const { rows, told, told: { words, usual } } = this;
      const write = (text, x, y, look = '') => {
        const label = make('span', { class: `timeline-label ${look}` }, this.labels, text);
        [label.style.left, label.style.top] = [`${x}px`, `${y}px`];
        return label;
      };
      this.labels.replaceChildren();
      if (this.hasPain) {
        write(words.pain_label, 0, rows.painLabel, 'name');
        write('10', LEFT - 8, rows.painTop, 'end');
        write('0', LEFT - 8, rows.painBase, 'end');
      }
      write(words.load_label, 0, rows.load, 'name');
      if (words.pain_day) {
        const x = this.x(told.pain_on);
        const label = write(words.pain_day, x, rows.painLabel, 'name');
        label.classList.toggle('end', x + label.offsetWidth > this.width);
      }
      if (usual) {
        const [top, bottom] = [this.y(usual.high), this.y(usual.low)];
        const places = spread([top, (top + bottom) / 2, bottom], LABEL_GAP, rows.base - LOAD_HEIGHT, rows.base);
        const names = [words.band_high, words.band_name, words.band_low];
        names.forEach((name, index) => write(name, this.width - this.right + 8, places[index], 'band'));
      }
      this.breaks().forEach(({ left, right, lines: [onOneLine, onTwo] }) => {
        const lines = right - left >= 90 ? onOneLine : right - left >= 48 ? onTwo : [];
        [...lines].reverse().forEach((text, index) => {
          write(text, (left + right) / 2, rows.base - 26 - LABEL_GAP * index, 'break middle');
        });
      });
      this.rings().forEach(({ letter, x }) => write(letter, x, rows.rings, 'ring middle'));
      this.months().reduce((free, { name, x }) => {
        const label = write(name, x, rows.months);
        const fits = x >= free && x + label.offsetWidth <= this.width;
        if (!fits) label.remove();
        return fits ? x + label.offsetWidth + 8 : free;
      }, 0);
      const [, to] = this.windowEnds();
      write(words.window, to, rows.windowLabel, 'accent end');
      if (told.last > told.up_to) write(words.after, to + 8, rows.windowLabel);
    }
  }

  const timelines = new Set();
  let mounted = 0;

  function mountAll() {
    if (!window.uPlot) return;
    timelines.forEach((timeline) => { if (!timeline.stage.isConnected) timelines.delete(timeline); });
    document.querySelectorAll('figure[data-timeline]:not(.timeline-drawn)').forEach((figure) => {
      const told = figure.querySelector('script[type="application/json"]');
      if (!told) return;
      mounted += 1;
      timelines.add(new Timeline(figure, JSON.parse(told.textContent), mounted));
      figure.classList.add('timeline-drawn'); // not before: where drawing fails, the picture of the page stays
    });
  }

  const redrawAll = () => timelines.forEach(({ plot }) => plot?.redraw(false));

  mountAll();
  document.addEventListener('htmx:load', mountAll);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
  new MutationObserver(redrawAll).observe(document.documentElement, { attributeFilter: ['data-theme'] });
})();

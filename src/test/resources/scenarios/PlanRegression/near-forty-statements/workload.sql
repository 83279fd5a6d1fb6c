-- times 40
SELECT label, amount FROM country WHERE id = :i;
-- times 40
SELECT label, amount FROM currency WHERE id = :i;
-- times 40
SELECT label, amount FROM category WHERE id = :i;
-- times 40
SELECT id, label FROM category WHERE country_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM supplier WHERE id = :i;
-- times 40
SELECT id, label FROM supplier WHERE country_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM warehouse WHERE id = :i;
-- times 40
SELECT id, label FROM warehouse WHERE country_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM customer WHERE id = :i;
-- times 40
SELECT id, label FROM customer WHERE country_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM address WHERE id = :i;
-- times 40
SELECT id, label FROM address WHERE customer_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM product WHERE id = :i;
-- times 40
SELECT id, label FROM product WHERE category_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM price WHERE id = :i;
-- times 40
SELECT id, label FROM price WHERE product_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM stock WHERE id = :i;
-- times 40
SELECT id, label FROM stock WHERE product_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM cart WHERE id = :i;
-- times 40
SELECT id, label FROM cart WHERE customer_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM cart_line WHERE id = :i;
-- times 40
SELECT id, label FROM cart_line WHERE cart_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM orders WHERE id = :i;
-- times 40
SELECT id, label FROM orders WHERE customer_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM order_line WHERE id = :i;
-- times 40
SELECT id, label FROM order_line WHERE orders_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM payment WHERE id = :i;
-- times 40
SELECT id, label FROM payment WHERE orders_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM shipment WHERE id = :i;
-- times 40
SELECT id, label FROM shipment WHERE orders_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM review WHERE id = :i;
-- times 40
SELECT id, label FROM review WHERE product_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM coupon WHERE id = :i;
-- times 40
SELECT id, label FROM coupon WHERE customer_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM ticket WHERE id = :i;
-- times 40
SELECT id, label FROM ticket WHERE customer_id = :i ORDER BY id LIMIT 20;
-- times 40
SELECT label, amount FROM note WHERE id = :i;
-- times 40
SELECT id, label FROM note WHERE ticket_id = :i ORDER BY id LIMIT 20;
-- times 40
UPDATE cart SET amount = :i WHERE id = :i;
-- times 40
UPDATE orders SET amount = :i WHERE id = :i;
-- times 40
UPDATE stock SET amount = :i WHERE id = :i;
-- times 40
UPDATE ticket SET amount = :i WHERE id = :i;
-- times 40
SELECT o.id, o.amount, c.label FROM orders o JOIN customer c ON c.id = o.customer_id WHERE o.id = :i;
-- times 40
SELECT l.id, l.amount FROM orders o JOIN order_line l ON l.orders_id = o.id WHERE o.customer_id = :i ORDER BY l.id;
